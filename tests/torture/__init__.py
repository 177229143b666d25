"""The promises of the vault tried at full size: `make torture`. `make test` tries each a little by the same code."""
