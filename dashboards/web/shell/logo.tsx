export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#2a628f" />
      <path d="M6 22V13l5 3.2V13l5 3.2V13l5 3.2V9h5v13z" fill="#fff" />
      <path d="M6 25.5h20" stroke="#8fd0ff" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
