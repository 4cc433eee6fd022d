"""What a build changes against the published snapshot, and when a person must review it first.

Here: the comparison by table, form and cause, the limits of a release and held releases. Not here: publishing.
"""
