// Compiled, not run: the generated types hold what a page does with an answer, and refuse what it must not do.
import type { FirmsQuery, FirmsQueryVariables, ReleasesSubscription } from "./generated.js";

export const variables: FirmsQueryVariables = { first: 5, where: { nameZh: { contains: "矿" } } };
export function names(answer: FirmsQuery): string[] {
  return answer.enterprises?.nodes.map((firm) => `${firm.nameZh} ${firm.region?.nameZh ?? ""}`) ?? [];
}
export function rows(event: ReleasesSubscription): number {
  return event.snapshotPublished.changes.reduce((sum, change) => sum + change.rowsAdded, 0);
}
// @ts-expect-error a date travels as text
export const wrong: FirmsQueryVariables = { where: { recognisedDate: { eq: 5 } } };
