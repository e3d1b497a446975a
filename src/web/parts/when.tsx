const day = new Intl.DateTimeFormat("en-US", { dateStyle: "medium" });
const minute = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });
const exact = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "long" });

/** An instant in the reader's own time; the full one on hover. */
export function When(props: { readonly at: string; readonly time?: boolean }) {
  const at = new Date(props.at);
  return (
    <time dateTime={props.at} title={exact.format(at)}>
      {(props.time === false ? day : minute).format(at)}
    </time>
  );
}
