"""Loads OSCAL files by compliance-trestle; prints the titles that it read, or ends with an error."""

import pathlib
import sys

from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.poam import PlanOfActionAndMilestones

results = AssessmentResults.oscal_read(pathlib.Path(sys.argv[1]))
plan = PlanOfActionAndMilestones.oscal_read(pathlib.Path(sys.argv[2]))
print(results.metadata.title)
print(plan.metadata.title)
