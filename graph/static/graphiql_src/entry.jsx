// The page: GraphiQL with its example tabs, the header editor and the explorer.

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { exampleTabs, rememberFirstTab } from "./examples.js";
import { ask } from "./fetcher.js";

import "graphiql/style.css";
import "@graphiql/plugin-explorer/dist/style.css";
import "./page.css";

const DEFAULT_QUERY = `# Ctrl-Enter runs the query, Ctrl-Space completes it, and the book on the left is the schema.

{
  __typename
}
`;

const tabs = exampleTabs(document.getElementById("longmai-examples"));
rememberFirstTab(tabs, window.localStorage);

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL
    fetcher={ask}
    defaultQuery={DEFAULT_QUERY}
    defaultTabs={tabs}
    isHeadersEditorEnabled
    plugins={[explorerPlugin()]}
  >
    <GraphiQL.Logo>Longmai</GraphiQL.Logo>
  </GraphiQL>,
);
