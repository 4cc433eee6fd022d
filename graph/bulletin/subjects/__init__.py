"""The subjects of the bulletin, each a document, the declaration of what it may say, and one function."""
