/** Conditions: questions about named facts, joined by all, any and none. One engine for rules, promises, triggers and views. */
export {
  type Catalogue,
  type Condition,
  type ConditionProblem,
  type FactDefinition,
  type Facts,
  type FactType,
  type FactValue,
  groupKind,
  type GroupKind,
  groupOf,
  type Operand,
  type Operator,
  type Purpose,
  partsOf,
  type Question,
  type StoredCondition,
  type Verdict,
} from './types.ts';
export { OPERATORS, type OperandKind, operandKind, positive } from './operators.ts';
export { type CompiledCondition, compileCondition, reasonsOf } from './compile.ts';
/** `pushDown(condition, say)`: what a store can ask itself, as a formula. */
export { pushDown, type PushedDown } from './push-down.ts';
export { describe } from './describe.ts';
export { type Validated, validateCondition } from './validate.ts';
