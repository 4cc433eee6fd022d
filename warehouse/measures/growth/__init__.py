"""Growth of a subject over a year and its bridge: price, volume, structure, scope, method, revision.

Here: pairs of periods, states and effects of firms, weights of members, rows of the growth marts, the bridge on
request. Not here: what is imputed before everybody has reported (nowcasts) and what would be otherwise (what_if).
"""
