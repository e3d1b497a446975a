import { showPoints } from "../../../report/words.ts";
import { listWeights } from "./controls.ts";
import { LevelField } from "./level-field.tsx";
import type { MovePanelProps } from "./move-panel.ts";

/** A weight as the files write it; nothing where it is none. */
function parseWeight(text: string): string | undefined {
  const plain = text.trim();
  if (!/^\d+(\.\d{1,4})?$/.test(plain) || Number(plain) > 1000) return undefined;
  return String(Number(plain));
}

/** The weights of the cascade, each with the points that it gives its objective. */
export function WeightFields({ rows, moves, disabled, onMove }: MovePanelProps) {
  const weights = listWeights(rows, moves);
  const most = Math.max(5, ...weights.map(({ kept }) => kept * 2));
  if (weights.length === 0) return <p>The plan has no objectives that you may see.</p>;
  return (
    <>
      <p className="move-hint">
        Only the proportions among the rows of one parent count. The points say what each is worth
        of 100 when every target is met.
      </p>
      <ul className="weights">
        {weights.map((one) => (
          <li key={one.id} data-depth={Math.min(one.depth, 4)}>
            <LevelField
              label={one.name}
              unit="weight"
              note={`${showPoints(one.points)} points`}
              shown={String(one.weight)}
              kept={String(one.kept)}
              slider={{ least: 0, most, step: 0.1 }}
              parse={parseWeight}
              expected="a number from 0 to 1000"
              disabled={disabled}
              onMove={(after) =>
                onMove([{ table: "objectives", row: one.id, field: "weight", after }])
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}
