// Inside another site's frame: tells the host how high the content is. Nothing else leaves the frame.
export function tellHeightToFrame(): void {
  if (window.parent === window) return;
  let last = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    window.parent.postMessage({ partance: 'height', height }, '*');
  };
  new ResizeObserver(tell).observe(document.body);
  tell();
}
