-- group: enterprise
-- access: public
create table core.match_proposal (
    match_proposal_id varchar not null,
    enterprise_id     varchar not null,
    reason            varchar not null,
    score             decimal(19, 6) not null,
    candidate_count   integer not null,
    code_received     varchar not null,
    name_received     varchar not null,
    region_code       varchar,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_cell       varchar not null,
    held_cell_id      varchar not null,
    state             varchar not null,
    decision_id       varchar,
    primary key (match_proposal_id)
);
comment on table core.match_proposal is 'An enterprise that a row may be about whose code is destroyed, wrong or unknown. A proposal for whoever decides: nothing applies it but that persons decision.';
comment on column core.match_proposal.match_proposal_id is 'File, sheet, cell and enterprise.';
comment on column core.match_proposal.enterprise_id is 'The enterprise proposed.';
comment on column core.match_proposal.reason is 'organisation_code, name_and_region, former_name_and_region, name (the row gives no region), former_name or name_in_other_region.';
comment on column core.match_proposal.score is 'Order of confidence from 0 to 1, divided by the number of candidates; no probability.';
comment on column core.match_proposal.candidate_count is 'Enterprises proposed for the same cell.';
comment on column core.match_proposal.code_received is 'The cell as it stood.';
comment on column core.match_proposal.name_received is 'Name in the same row.';
comment on column core.match_proposal.region_code is 'Region in the same row, where the form has one.';
comment on column core.match_proposal.submission_id is 'The file.';
comment on column core.match_proposal.source_sheet is 'Sheet of the file.';
comment on column core.match_proposal.source_cell is 'Cell of the code, for example B12.';
comment on column core.match_proposal.held_cell_id is 'The cell of the code, as `longmai held` takes it. Accepting the proposal corrects it.';
comment on column core.match_proposal.state is 'open, or what a person decided about the cell: rejected where the row is about none of them.';
comment on column core.match_proposal.decision_id is 'Decision about the cell; null where none is.';
