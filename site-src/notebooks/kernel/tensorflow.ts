/** What `import … from 'mdgl/tensorflow'` gives in a cell. */
export * from '../../../src/tensorflow';
