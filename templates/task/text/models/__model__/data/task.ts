/** How rows of this model become numbers: the library that every stage reads them with. */
export { text as task } from '@create-mlops/task-text';
