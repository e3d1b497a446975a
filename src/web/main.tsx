import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./style/workbench.css";
import { applyTheme } from "./theme.ts";

applyTheme();
const place = document.getElementById("app");
if (place === null) throw new Error("The page has no place for the workbench.");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
