"""The tests, by layer. A package, so that builders and fakes can be shared: `from tests.databases import ...`."""
