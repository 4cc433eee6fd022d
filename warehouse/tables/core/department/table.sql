-- group: programme
-- access: public
create table core.department (
    department_id   varchar not null,
    name_zh         varchar not null,
    name_en         varchar not null,
    department_kind varchar not null,
    primary key (department_id)
);
comment on table core.department is 'The units that carry tasks: provincial departments, banks, regulators and companies.';
comment on column core.department.department_id is 'Stable name of the unit.';
comment on column core.department.name_zh is 'Chinese short name, as task tables write it; plan documents are matched by it.';
comment on column core.department.name_en is 'English name.';
comment on column core.department.department_kind is 'government, company, bank, regulator or group (all members of the coordination meeting together).';
