import { html, svg, type TemplateResult } from 'lit';
import type { MessageKind } from '../../core/entry.js';
import { toldSeconds, type TrafficFigures, type TrafficSecond } from './traffic-rates.js';

/** How high the plot is above its axis, and below it, in units of its own; one is about a pixel. */
const halfUnits = 16;

/** The least that is seen of a second in which there was something. */
const leastUnits = 1.5;

/** What a plot is about. */
export type TrafficMeasure = keyof TrafficFigures;

/** The amounts of each second of one measure, one way. */
export function amounts(
  seconds: readonly TrafficSecond[],
  kind: MessageKind,
  measure: TrafficMeasure,
): number[] {
  return seconds.map((second) => second[kind][measure]);
}

/** The full height of a plot: the next 1, 2 or 5 with zeros, so that it does not change with every second. */
export function fullScale(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5].find((factor) => factor * power >= most) ?? 10) * power;
}

/**
 * The outline of one direction as the data of an SVG path, a step a second: above the axis for `sent`, below it for
 * `received`. Seconds that `include` leaves out are flat.
 */
export function outline(
  amountsPerSecond: readonly number[],
  kind: MessageKind,
  scale: number,
  include: (index: number) => boolean = () => true,
): string {
  const steps = amountsPerSecond.map((amount, index) => {
    if (amount <= 0 || !include(index)) return halfUnits;
    const height = Math.max(leastUnits, (Math.min(amount, scale) / scale) * halfUnits);
    return Number((kind === 'sent' ? halfUnits - height : halfUnits + height).toFixed(2));
  });
  return `M0 ${halfUnits}${steps.map((y) => `V${y}h1`).join('')}V${halfUnits}z`;
}

/**
 * The last minute of one measure as a picture: sent up from the axis, received down, on one scale, the newest second
 * at the end of the line. Seconds that are only known to be "at least" so high are paler.
 * @param name what the picture tells, in words
 */
export function trafficPlot(
  seconds: readonly TrafficSecond[],
  measure: TrafficMeasure,
  name: string,
): TemplateResult {
  const isUnsure = ({ isMessagesAtLeast, isBytesAtLeast }: TrafficSecond) =>
    measure === 'messages' ? isMessagesAtLeast : isBytesAtLeast;
  const unsure = seconds.map(isUnsure);
  const sent = amounts(seconds, 'sent', measure);
  const received = amounts(seconds, 'received', measure);
  const scale = fullScale(Math.max(...sent, ...received));
  const shape = (kind: MessageKind, values: readonly number[]) => svg`
    <path class="${kind}" d=${outline(values, kind, scale, (index) => !unsure[index])} />
    <path class="${kind} unsure" d=${outline(values, kind, scale, (index) => unsure[index] === true)} />
  `;
  return html`
    <svg
      class="plot"
      part="plot"
      role="img"
      aria-label=${name}
      viewBox="0 0 ${toldSeconds} ${2 * halfUnits}"
      preserveAspectRatio="none"
    >
      ${shape('sent', sent)}${shape('received', received)}
      <path class="axis" d="M0 ${halfUnits}H${toldSeconds}" />
    </svg>
  `;
}
