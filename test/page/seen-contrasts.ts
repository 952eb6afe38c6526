import type { Page } from 'playwright-core';

/** How well something can be told from what is behind it. */
export interface SeenContrast {
  readonly kind: 'text' | 'border';
  /** The text, or the control that has the border, for a message. */
  readonly what: string;
  /** WCAG 2.2 "contrast ratio", 1 to 21. A control whose border is not drawn has 1. */
  readonly ratio: number;
}

/**
 * The contrast of every text in a tester, and of the borders of its fields and buttons, against the backgrounds behind
 * them, as computed by the browser. What is disabled or cannot be seen does not count (WCAG 2.2 §1.4.3, §1.4.11).
 */
export async function seenContrasts(page: Page): Promise<SeenContrast[]> {
  return page.evaluate(() => {
    type Color = readonly [red: number, green: number, blue: number, alpha: number];
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    // a canvas reads every notation that computed styles use, and gives bytes
    const read = (color: string): Color => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (front: Color, back: Color): Color => {
      const [red, green, blue] = [0, 1, 2].map((i) => front[i]! * front[3] + back[i]! * (1 - front[3]));
      return [red!, green!, blue!, 1];
    };
    const luminance = ([red, green, blue]: Color) => {
      const parts = [red, green, blue].map((byte) => {
        const part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
    };
    const ratioOf = (front: Color, back: Color) => {
      const [dark, light] = [luminance(over(front, back)), luminance(back)].sort((a, b) => a - b);
      return (light! + 0.05) / (dark! + 0.05);
    };
    /** A radio button lies between its words and what is around both. */
    const behind = (element: Element): Element | null => {
      const control = element.parentElement?.closest('label')?.control;
      if (control && control !== element && control.checkVisibility({ opacityProperty: true }))
        return control;
      const root = element.getRootNode();
      return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    };
    const backgroundOf = (element: Element | null): Color => {
      if (!element) return [255, 255, 255, 1];
      const color = read(getComputedStyle(element).backgroundColor);
      return color[3] === 1 ? color : over(color, backgroundOf(behind(element)));
    };
    const found: { kind: 'text' | 'border'; what: string; ratio: number }[] = [];
    const roots = [document.querySelector('ws-tester')!.shadowRoot!];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        const { width, height } = element.getBoundingClientRect();
        const isSeen =
          element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && width * height > 0;
        const label = element.closest('label')?.control;
        const isDisabled = element.closest(':disabled, [aria-disabled=true]') ?? label?.matches(':disabled');
        if (!isSeen || isDisabled || element.closest('.visually-hidden, style')) continue;

        const style = getComputedStyle(element);
        const isRadio = element.matches('[type=radio]');
        const isField = element.matches('input, textarea') && !isRadio;
        const { value = '', placeholder = '' } = element as Partial<HTMLInputElement>;
        const own = [...element.childNodes].map((node) => (node instanceof Text ? node.data : ''));
        const text = (isField ? value || placeholder : own.join('')).trim();
        if (text !== '' && !isRadio) {
          const color =
            isField && value === '' ? getComputedStyle(element, '::placeholder').color : style.color;
          found.push({
            kind: 'text',
            what: text.slice(0, 60),
            ratio: ratioOf(read(color), backgroundOf(element)),
          });
        }
        if (isField || element.matches('button')) {
          const what = element.id || element.getAttribute('part') || element.textContent.trim();
          const isDrawn = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) >= 1;
          const ratio = isDrawn ? ratioOf(read(style.borderTopColor), backgroundOf(behind(element))) : 1;
          found.push({ kind: 'border', what, ratio });
        }
      }
    }
    return found;
  });
}
