// Runs the query of the address once, as soon as editor and schema are there.

import { useEditorContext, useExecutionContext, useSchemaContext } from "@graphiql/react";
import { useEffect, useRef } from "react";

export function RunOnce() {
  const { queryEditor } = useEditorContext({ nonNull: true });
  const { schema } = useSchemaContext({ nonNull: true });
  const { run } = useExecutionContext({ nonNull: true });
  const hasRun = useRef(false);
  useEffect(() => {
    if (queryEditor && schema && !hasRun.current) {
      hasRun.current = true;
      run();
    }
  }, [queryEditor, schema, run]);
  return null;
}
