-- check: every_form_on_a_sheet_has_its_columns (block)
select sheet.submission_id, sheet.source_sheet
from core.submission_sheet as sheet
join core.submission using (submission_id)
join stage.reading as reading using (submission_number)
anti join core.sheet_column using (submission_id, source_sheet)
where reading.refusal is null
    and sheet.refusal is null
    -- A layout of a third party is read without a form: the rules of its cells are of one column.
    and (sheet.form_id, sheet.form_version) in (
        select (form_id, form_version)
        from core.form_rule
        group by form_id, form_version
        having count(distinct column_name) > 1
    );

-- check: a_column_of_a_sheet_is_one_column_of_its_form (block)
select submission_id, source_sheet, source_column
from core.sheet_column
group by all
having count(*) > 1;

-- check: every_column_of_a_sheet_has_the_rules_of_its_form (block)
select sheet_column_id, form_column_id
from core.sheet_column
anti join core.form_rule using (form_column_id);

-- check: a_factor_leads_from_a_unit_to_another (block)
select sheet_column_id, unit_received, unit_stored, factor
from core.sheet_column
where (factor is null) <> (unit_stored is null)
    or (unit_stored is not null and unit_received is null)
    or factor <= 0;
