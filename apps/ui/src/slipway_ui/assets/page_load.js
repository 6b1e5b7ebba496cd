(settings) => {
  // Once a document: Streamlit may mount this element again, and a page hidden while loading was not waited for.
  if (window.slipwayPageLoadSent || document.visibilityState === 'hidden') return
  window.slipwayPageLoadSent = true
  const cookie = document.cookie.split('; ').find((part) => part.startsWith('_streamlit_xsrf='))
  if (!cookie) return
  // Two frames later, the browser has painted what the page script sent before this element.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const [navigation] = performance.getEntriesByType('navigation')
    const seconds = Math.max(navigation ? navigation.loadEventEnd : 0, performance.now()) / 1000
    fetch(settings.path, {
      method: 'POST',
      keepalive: true,
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-Xsrftoken': decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)) },
      body: JSON.stringify({ ticket: settings.ticket, seconds }),
    }).catch(() => {})
  }))
}
