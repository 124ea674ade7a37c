// Our mark: a sail that leaves, over the line of the horizon. Drawn by us.
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path class="logo-sail" d="M15 4 L15 21 L5 21 Z" />
      <path class="logo-jib" d="M18 8 C24 12 26 17 26.5 21 L18 21 Z" />
      <path class="logo-sea" d="M3 26 C7 23.5 11 23.5 16 26 C21 28.5 25 28.5 29 26" />
    </svg>
  );
}

/** The picture of the home page; it says nothing that the words do not. */
export function Horizon() {
  return (
    <svg class="horizon" viewBox="0 0 360 260" aria-hidden="true" focusable="false">
      <circle class="horizon-sun" cx="236" cy="112" r="58" />
      <path class="horizon-far" d="M0 168 C60 150 110 156 160 164 C220 174 290 150 360 160 L360 260 L0 260 Z" />
      <path class="horizon-sail" d="M150 44 L150 176 L70 176 Z" />
      <path class="horizon-jib" d="M162 72 C204 104 220 140 224 176 L162 176 Z" />
      <path class="horizon-hull" d="M60 186 L236 186 C228 206 214 214 196 214 L98 214 C80 214 68 204 60 186 Z" />
      <path class="horizon-near" d="M0 208 C50 194 90 218 140 210 C200 200 240 222 290 212 C320 206 340 208 360 212 L360 260 L0 260 Z" />
    </svg>
  );
}
