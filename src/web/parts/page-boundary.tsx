import { Component, type ReactNode, Suspense } from "react";
import { ErrorState, Loading } from "./states.tsx";

interface Props {
  /** What the page is called while it is fetched. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Holds one page: shows that it loads, and keeps its defects from the rest of the workbench. */
export class PageBoundary extends Component<Props, { readonly problem: Error | null }> {
  override state: { readonly problem: Error | null } = { problem: null };

  static getDerivedStateFromError(problem: unknown): { readonly problem: Error } {
    return { problem: problem instanceof Error ? problem : new Error(String(problem)) };
  }

  override render() {
    const { problem } = this.state;
    if (problem !== null) {
      return <ErrorState problem={problem} again={() => this.setState({ problem: null })} />;
    }
    return (
      <Suspense fallback={<Loading words={`Loading the page ${this.props.name}`} />}>
        {this.props.children}
      </Suspense>
    );
  }
}
