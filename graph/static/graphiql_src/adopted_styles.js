// Stands in for react-style-singleton, whose <style> elements the page's content security policy refuses.

import { useLayoutEffect } from "react";

/** A component that applies its `styles` text to the document for as long as it is shown. */
export function styleSingleton() {
  return function Style({ styles }) {
    useLayoutEffect(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      return () => {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      };
    }, [styles]);
    return null;
  };
}
