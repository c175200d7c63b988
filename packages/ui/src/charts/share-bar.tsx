/** Props of `ShareBar`. */
export type ShareBarProps = {
  /** Parts from the left; each a share between 0 and 1 and a class name that sets `color`. */
  parts: { key: string; share: number; className: string }[];
  className?: string;
};

/** A bar of coloured parts. Drawn as SVG because widths as inline styles are refused by a strict CSP. */
export function ShareBar({ parts, className = 'h-2' }: ShareBarProps) {
  let x = 0;
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 1000 8"
      preserveAspectRatio="none"
      className={`block w-full rounded-full bg-sunken ${className}`}
    >
      {parts.map((part) => {
        const start = x;
        x += part.share * 1000;
        return (
          <rect
            key={part.key}
            x={start}
            width={part.share * 1000}
            height="8"
            fill="currentColor"
            className={part.className}
          />
        );
      })}
    </svg>
  );
}
