// Sizes the models of Infinity as those of TEI: the arithmetic is the model's and not the server's.

import type { ComponentSizes, Context } from '../../component.js'
import { sizeEncoders } from '../tei/size.js'

export const sizeInfinity = (context: Context): ComponentSizes => sizeEncoders(context, 'infinity')
