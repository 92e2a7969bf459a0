import { type ReactNode, useEffect, useId } from "react";
import { useWords } from "../words/language.tsx";
import { Link } from "./link.tsx";
import "./page.css";

/** A page: where it stands, its title, what can be done, and its content. */
export function PageFrame({
  title,
  crumbs = [],
  aside,
  children,
}: {
  title: ReactNode;
  /** Pages above this one. */
  crumbs?: readonly { readonly to: string; readonly name: string }[];
  /** Signs and actions beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useWords();
  useEffect(() => {
    if (typeof title === "string") document.title = `${title} · ${t("product.name")}`;
  }, [title, t]);
  return (
    <>
      <header className="page-head">
        {crumbs.map((crumb) => (
          <span key={crumb.to} className="crumb">
            <Link to={crumb.to}>{crumb.name}</Link>
            <span aria-hidden="true">/</span>
          </span>
        ))}
        <h1>{title}</h1>
        <div className="page-aside">{aside}</div>
      </header>
      {children}
    </>
  );
}

/** A titled part of a page. */
export function Panel({
  title,
  note,
  aside,
  flush = false,
  className = "",
  children,
}: {
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  /** Content reaches the edges, as tables do. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className="panel-note">{note}</span>}
        {aside !== undefined && <div className="panel-aside">{aside}</div>}
      </header>
      <div className={flush ? "panel-flush" : "panel-body"}>{children}</div>
    </section>
  );
}
