"""What if: declared changes applied to input rows, and the tables that are made again from them."""
