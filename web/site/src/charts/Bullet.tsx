import { widthOf } from "./numbers";

interface Props {
  name: string;
  value: number;
  /** The best that could be: marked across the bar. */
  bound: number;
  /** What the whole width stands for, where that is more than the best: all mentees. */
  most?: number;
  /** The words at the bar, such as "97.9% of the best any lists could". */
  words: string;
}

/** One bar against the best that it could be. */
export function Bullet({ name, value, bound, most = 0, words }: Props) {
  const greatest = Math.max(value, bound, most);
  return (
    <div class="bars" aria-hidden="true">
      <span class="bars__name">{name}</span>
      <svg width="100%" height="48" aria-hidden="true">
        <line class="axis" x1="0" y1="0" x2="0" y2="24" />
        {most > 0 && <rect class="whole" x="0" y="2" width={widthOf(most, greatest)} height="20" />}
        <rect class="bar" x="0" y="2" width={widthOf(value, greatest)} height="20" />
        <line class="mark" x1={widthOf(bound, greatest)} x2={widthOf(bound, greatest)} y1="0" y2="24" />
        <text x="0" y="42">
          {words}
        </text>
      </svg>
    </div>
  );
}
