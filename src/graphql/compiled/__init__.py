"""Queries as generated Python functions over the resolvers as they are (docs/adr/0052).

They know success alone: whatever else happens is thrown away, and graphql-core runs the operation from its beginning.
Nothing here knows the program.
"""
