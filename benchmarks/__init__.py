"""What `make bench` measures: ratios within one run, on the computer it runs on."""
