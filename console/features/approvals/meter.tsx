/** So many of so many, as steps with their words. */
export function Meter({ value, most, label }: { value: number; most: number; label: string }) {
  return (
    <span className="approval-meter">
      <span className="approval-dots" aria-hidden>
        {most <= 10 &&
          Array.from({ length: most }, (_, index) => (
            <span key={index} className={index < value ? 'approval-dot approval-dot-on' : 'approval-dot'} />
          ))}
      </span>
      {label}
    </span>
  );
}
