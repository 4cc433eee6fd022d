// The page: GraphiQL with its example tabs, the header editor and the explorer.

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { tabOfAddress } from "./address.js";
import { exampleTabs, rememberFirstTab } from "./examples.js";
import { ask } from "./fetcher.js";
import { RunOnce } from "./run_once.jsx";

import "graphiql/style.css";
import "@graphiql/plugin-explorer/dist/style.css";
import "./page.css";

const DEFAULT_QUERY = `# Ctrl-Enter runs the query, Ctrl-Space completes it, and the book on the left is the schema.

{
  __typename
}
`;

const asked = tabOfAddress(window.location.search);
const examples = exampleTabs(document.getElementById("longmai-examples"));
const tabs = asked ? [asked, ...(examples ?? [])] : examples;
rememberFirstTab(tabs, window.localStorage);

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL
    fetcher={ask}
    defaultQuery={DEFAULT_QUERY}
    defaultTabs={tabs}
    query={asked?.query}
    variables={asked?.variables}
    isHeadersEditorEnabled
    plugins={[explorerPlugin()]}
  >
    <GraphiQL.Logo>Longmai</GraphiQL.Logo>
    {asked?.isRun && (
      <GraphiQL.Footer>
        <RunOnce />
      </GraphiQL.Footer>
    )}
  </GraphiQL>,
);
