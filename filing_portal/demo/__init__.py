"""Made-up data that looks like the real thing, for demo, benchmarks and tests. Above all apps: none imports it."""
