-- group: enterprise
create table core.policy_support (
    policy_support_id varchar not null,
    enterprise_id varchar not null,
    support_kind varchar not null,
    year varchar not null,
    amount_cny decimal(38, 2),
    quantity decimal(18, 6),
    quantity_unit varchar,
    department_name varchar,
    decided_date date,
    document_note varchar,
    is_synthetic boolean not null,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    primary key (policy_support_id)
);
comment on table core.policy_support is 'Support that an enterprise received under a policy: direct power supply, graduate subsidy, land, tax, finance.';
comment on column core.policy_support.policy_support_id is 'File, sheet and row.';
comment on column core.policy_support.enterprise_id is 'The enterprise.';
comment on column core.policy_support.support_kind is 'direct_power, graduate_subsidy, land, tax or finance.';
comment on column core.policy_support.year is 'Year of the support.';
comment on column core.policy_support.amount_cny is 'Amount, yuan; null where it is no money.';
comment on column core.policy_support.quantity is 'Electricity, land or persons, in quantityUnit.';
comment on column core.policy_support.quantity_unit is 'Unit of the quantity, as written.';
comment on column core.policy_support.department_name is 'Unit that grants it, as written.';
comment on column core.policy_support.decided_date is 'Day of the decision.';
comment on column core.policy_support.document_note is 'Document that it rests on.';
comment on column core.policy_support.is_synthetic is 'True where it is invented sample data.';
comment on column core.policy_support.submission_id is 'File that it comes from.';
comment on column core.policy_support.source_sheet is 'Sheet of that file.';
comment on column core.policy_support.source_row is 'Row of that sheet.';
