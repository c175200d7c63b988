/** Props of `Sparkline`. */
export type SparklineProps = {
  /** What it shows, such as "Requests in the last 24 hours". */
  label: string;
  values: readonly number[];
  className?: string;
};

const width = 100;
const height = 28;
const margin = 1.5;

/** A small line without axes; needs no JavaScript. */
export function Sparkline({ label, values, className = 'h-7 w-full' }: SparklineProps) {
  const line = sparklinePath(values);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={`block overflow-visible text-accent ${className}`}
    >
      {line ? (
        <>
          <path d={`${line}V${height}H0Z`} fill="currentColor" fillOpacity="0.1" />
          <path
            d={line}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
          />
        </>
      ) : null}
    </svg>
  );
}

/** The line through the values, scaled from zero (or the least value below it) to the largest. */
export function sparklinePath(values: readonly number[]): string {
  if (values.length < 2) return '';
  const least = Math.min(0, ...values);
  const range = Math.max(...values) - least || 1;
  const step = width / (values.length - 1);
  const points = values.map((value, index) => {
    const y = height - margin - ((value - least) / range) * (height - 2 * margin);
    return `${round(index * step)},${round(y)}`;
  });
  return `M${points.join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
