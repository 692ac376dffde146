/** The platform is the page's. */
export {};
