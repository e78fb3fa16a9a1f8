"""What the main pages cost on a filled database, and how soon a number is public. Run as `python -m benchmarks`."""
