/** What `import … from 'mdgl/tensorflow'` gives in a cell. */
import './stand-ins/process';

export * from '../../../src/tensorflow';
