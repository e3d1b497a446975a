import { forgetWriting } from "../own-writing.ts";
import { client, type Me, queryClient } from "../queries/api.ts";
import { chooseTheme, type ThemeChoice, useThemeChoice } from "../theme.ts";

const themes: Readonly<Record<ThemeChoice, string>> = {
  system: "As the machine",
  light: "Light",
  dark: "Dark",
};

/** Who is signed in, the colors, and the way out. */
export function PersonMenu(props: { readonly me: Me }) {
  const { me } = props;
  const theme = useThemeChoice();
  const leave = async () => {
    const { next } = await client.call("signOut", {});
    forgetWriting();
    queryClient.clear();
    location.assign(next);
  };
  return (
    <details className="menu">
      <summary>{me.name}</summary>
      <div className="menu-body">
        {me.email !== null && <p className="soft">{me.email}</p>}
        <fieldset className="usa-fieldset">
          <legend>Colors</legend>
          {Object.entries(themes).map(([choice, words]) => (
            <div className="usa-radio" key={choice}>
              <input
                className="usa-radio__input"
                type="radio"
                name="theme"
                id={`theme-${choice}`}
                checked={theme === choice}
                onChange={() => chooseTheme(choice as ThemeChoice)}
              />
              <label className="usa-radio__label" htmlFor={`theme-${choice}`}>
                {words}
              </label>
            </div>
          ))}
        </fieldset>
        {me.signed_in_by === "local" ? (
          <p className="soft">The program runs for you alone, on this machine.</p>
        ) : (
          <button type="button" className="usa-button usa-button--outline" onClick={leave}>
            Sign out
          </button>
        )}
      </div>
    </details>
  );
}
