"""What a build changes against the published snapshot, and when a person has to look at it first.

Here: the comparison by table, form and cause, the limits of a release and held releases. Not here: publishing.
"""
