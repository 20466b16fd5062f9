"""Incidents: event mentions of several articles that tell the same happening, and what their sources say of it.

index = IncidentIndex(knowledge)
for record in records:
index.add(record)
incidents = [describe(group, by_id) for group in index.groups()]
"""

from mahdar.analysis.incidents.accounts import describe
from mahdar.analysis.incidents.clustering import Group, IncidentIndex, group_mentions
from mahdar.analysis.incidents.explaining import explain
from mahdar.analysis.incidents.mentions import Address

__all__ = ["Address", "Group", "IncidentIndex", "describe", "explain", "group_mentions"]
