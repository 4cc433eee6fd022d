"""Root fields that are computed on request: input rows of a snapshot through pure measures.

The one exception to one statement per root field. Not here: what a mart can hold, which is a noun.
"""
