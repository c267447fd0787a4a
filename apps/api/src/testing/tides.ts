/** A text with two sections, whose sentences define terms. */
export const tidesText = `# Tides

A tide is the regular rise and fall of the sea, caused by the pull of the Moon and the Sun on the water of the Earth.
A spring tide is a tide of large range that happens when the Moon, the Earth and the Sun stand in one line.
A neap tide is a tide of small range that happens when the Sun and the Moon stand at right angles.

## Currents

The current that flows toward the coast is called the flood, and the current that flows away from it is called the ebb.
Slack water is the short time between the two in which the water stands still, because neither current flows.
`;
