"""What a regulation says: packs of dated provisions, each with its clause, and proposals laid over them."""

from __future__ import annotations

from simlib.policy.dead_ends import dead_ends
from simlib.policy.files.editor_schema import json_schema
from simlib.policy.files.pack import load_policy
from simlib.policy.packs import find_futures, find_packs, find_proposals
from simlib.policy.policy import Policy
from simlib.policy.problems import PolicyError, Problem
from simlib.policy.proposal import Proposal, load_proposal
from simlib.policy.table import TERMS_DTYPE, terms_table
from simlib.policy.terms import TERMS

__all__ = [
    "load_policy",
    "Policy",
    "PolicyError",
    "Problem",
    "load_proposal",
    "Proposal",
    "terms_table",
    "TERMS_DTYPE",
    "TERMS",
    "dead_ends",
    "json_schema",
    "find_futures",
    "find_packs",
    "find_proposals",
]
