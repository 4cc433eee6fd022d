"""The list of report forms. A new form is one file in this folder and one entry here."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.errors import UnknownName
from warehouse.forms.annual_assessment import ANNUAL_ASSESSMENT
from warehouse.forms.annual_sei_share import ANNUAL_SEI_SHARE
from warehouse.forms.bank_credit import BANK_CREDIT
from warehouse.forms.chain_candidate import CHAIN_CANDIDATE
from warehouse.forms.chain_gap import CHAIN_GAP
from warehouse.forms.chain_supply import CHAIN_SUPPLY
from warehouse.forms.department_report import DEPARTMENT_REPORT
from warehouse.forms.direct_equity import DIRECT_EQUITY
from warehouse.forms.enterprise_annual_survey import ENTERPRISE_ANNUAL_SURVEY
from warehouse.forms.enterprise_change import ENTERPRISE_CHANGE
from warehouse.forms.enterprise_contact import ENTERPRISE_CONTACT
from warehouse.forms.enterprise_financing import ENTERPRISE_FINANCING
from warehouse.forms.enterprise_register import ENTERPRISE_REGISTER
from warehouse.forms.form import Form
from warehouse.forms.fund_contribution import FUND_CONTRIBUTION
from warehouse.forms.fund_covenant import FUND_COVENANT
from warehouse.forms.fund_distribution import FUND_DISTRIBUTION
from warehouse.forms.fund_investment import FUND_INVESTMENT
from warehouse.forms.fund_register import FUND_REGISTER
from warehouse.forms.fund_valuation import FUND_VALUATION
from warehouse.forms.industry_chain import INDUSTRY_CHAIN
from warehouse.forms.issue_ledger import ISSUE_LEDGER
from warehouse.forms.listing_pipeline import LISTING_PIPELINE
from warehouse.forms.macro_series import MACRO_SERIES
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.forms.monthly_output_return import MONTHLY_OUTPUT_RETURN
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.forms.national_application import NATIONAL_APPLICATION
from warehouse.forms.park_member import PARK_MEMBER
from warehouse.forms.park_register import PARK_REGISTER
from warehouse.forms.platform_cooperation import PLATFORM_COOPERATION
from warehouse.forms.platform_register import PLATFORM_REGISTER
from warehouse.forms.policy_support import POLICY_SUPPORT
from warehouse.forms.project_milestone import PROJECT_MILESTONE
from warehouse.forms.project_register import PROJECT_REGISTER
from warehouse.forms.recognition_application import RECOGNITION_APPLICATION
from warehouse.forms.site_visit import SITE_VISIT
from warehouse.forms.technology_project import TECHNOLOGY_PROJECT
from warehouse.forms.warning_handling import WARNING_HANDLING

FORMS: Mapping[str, Form] = {
    form.form_id: form
    for form in (
        ENTERPRISE_REGISTER,
        MONTHLY_FINANCIAL_RETURN,
        MONTHLY_OUTPUT_RETURN,
        INDUSTRY_CHAIN,
        MACRO_SERIES,
        ENTERPRISE_CHANGE,
        CHAIN_SUPPLY,
        CHAIN_GAP,
        ANNUAL_SEI_SHARE,
        FUND_REGISTER,
        FUND_CONTRIBUTION,
        FUND_INVESTMENT,
        FUND_VALUATION,
        FUND_DISTRIBUTION,
        FUND_COVENANT,
        PROJECT_REGISTER,
        MONTHLY_PROJECT_REPORT,
        PROJECT_MILESTONE,
        PLATFORM_REGISTER,
        PARK_REGISTER,
        LISTING_PIPELINE,
        ENTERPRISE_FINANCING,
        ISSUE_LEDGER,
        POLICY_SUPPORT,
        DEPARTMENT_REPORT,
        ANNUAL_ASSESSMENT,
        DIRECT_EQUITY,
        BANK_CREDIT,
        ENTERPRISE_ANNUAL_SURVEY,
        RECOGNITION_APPLICATION,
        SITE_VISIT,
        CHAIN_CANDIDATE,
        ENTERPRISE_CONTACT,
        PLATFORM_COOPERATION,
        TECHNOLOGY_PROJECT,
        WARNING_HANDLING,
        PARK_MEMBER,
        NATIONAL_APPLICATION,
    )
}


def find_form(form_id: str) -> Form:
    """The form of that id. Raises UnknownName where there is none."""
    form = FORMS.get(form_id)
    if form is None:
        raise UnknownName(f"There is no form '{form_id}'.", f"Known forms: {', '.join(FORMS)}.")
    return form
