"""What a regulation decides: one folder per decision, one file per way a regulation takes it.

A rule decides about one person or one unit's people; the verbs of `simlib.population` record it. The folder's
`__init__` holds the loop over people and the choice between its rules, which the policy names (`rules.*`).
"""
