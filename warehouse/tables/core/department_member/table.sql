-- group: programme
-- access: public
create table core.department_member (
    department_id varchar not null,
    member_id     varchar not null,
    primary key (department_id, member_id)
);
comment on table core.department_member is 'Which units belong to a group that has tasks. 中文：单位组的成员';
comment on column core.department_member.department_id is 'The group. 中文：单位组标识';
comment on column core.department_member.member_id is 'A unit that belongs to it. 中文：成员单位标识';
