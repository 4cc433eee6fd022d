-- group: delivery
-- access: public
create table core.decision (
    decision_id     varchar not null,
    decision_number bigint not null,
    held_cell_id    varchar not null,
    submission_id   varchar not null,
    decision_kind   varchar not null,
    value           varchar,
    person          varchar not null,
    reason          varchar not null,
    decided_at      timestamp not null,
    is_in_force     boolean not null,
    primary key (decision_id)
);
comment on table core.decision is 'A decision of a person about a held cell, an accepted row or a credit code. Decisions are never overwritten: the newest about a cell is in force. 中文：对待定单元格、已采用的行或信用代码的决定；不覆盖旧决定，以最新者为准';
comment on column core.decision.decision_id is 'D000001 upwards in the order in which they were taken. 中文：决定标识';
comment on column core.decision.decision_number is 'That order. 中文：决定序号';
comment on column core.decision.held_cell_id is 'The cell, the row (S000012/财务状况/21), or the credit code that was confirmed. 中文：单元格、行或信用代码';
comment on column core.decision.submission_id is 'The file of the cell; of a credit code the newest that had it. 中文：报送标识';
comment on column core.decision.decision_kind is 'Kind: corrected, released, rejected, row_withdrawn (an accepted row no longer counts), confirmed (a credit code with a wrong check digit is right as written) or withdrawn (revokes the previous decision). 中文：决定类别：更正、放行、否决、撤回整行、确认信用代码、撤销前一决定';
comment on column core.decision.value is 'Corrected content of the cell; null unless it is a correction. 中文：更正值';
comment on column core.decision.person is 'Person who decided. 中文：决定人';
comment on column core.decision.reason is 'Why. 中文：理由';
comment on column core.decision.decided_at is 'When, UTC. 中文：决定时刻';
comment on column core.decision.is_in_force is 'False after a later decision about the same cell, and for a withdrawal itself. 中文：是否有效';
