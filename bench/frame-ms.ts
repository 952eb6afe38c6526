/** How long a frame takes on the screens we measure for: headless browsers paint 60 times a second. */
export const frameMs = 1000 / 60;
