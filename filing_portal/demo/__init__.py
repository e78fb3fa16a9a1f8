"""Made-up data that looks like the real thing: for the demo, the benchmarks and the tests. Above all apps; nobody imports it."""
