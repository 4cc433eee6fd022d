// The server writes its examples into the page as JSON: [{title, query, variables}, ...].

/** Tabs for GraphiQL, or undefined where there is no example, so that the default query opens. */
export function exampleTabs(element) {
  const examples = JSON.parse(element?.textContent || "[]");
  if (examples.length === 0) {
    return undefined;
  }
  return examples.map(({ title, query, variables }) => ({
    // GraphiQL names a tab after the operation; the title stays readable as the first line.
    query: title ? `# ${title}\n\n${query}` : query,
    variables: variablesText(variables),
  }));
}

/**
 * On a first visit, stores the first tab as the one last edited. GraphiQL 3 opens the first default tab without its
 * variables, and after a reload adds a copy of the tab, unless it finds the same text in its storage.
 */
export function rememberFirstTab(tabs, storage) {
  if (tabs && storage.getItem("graphiql:tabState") === null) {
    storage.setItem("graphiql:query", tabs[0].query);
    storage.setItem("graphiql:variables", tabs[0].variables ?? "");
  }
}

function variablesText(variables) {
  if (!variables || typeof variables === "string") {
    return variables || undefined;
  }
  return Object.keys(variables).length === 0 ? undefined : JSON.stringify(variables, null, 2);
}
