"""Texts of ours, of fifteen sentences each, where a town and its budget are not enough."""

MERCADO = """\
El mercado del puerto abre cada mañana a las seis y cierra cuando se vende el último pescado. Los \
vecinos llegan temprano, porque las mejores cajas no duran ni media hora. En 1987 un incendio destruyó \
la mitad de los puestos y dejó sin trabajo a treinta familias.
La alcaldesa de entonces, Rosa Prieto, prometió levantar un edificio nuevo en menos de dos años. Nadie \
la creyó, pero el edificio estuvo listo a tiempo y costó la mitad de lo previsto. « No se gobierna con \
promesas, sino con ladrillos », dijo el día de la inauguración.
Hoy trabajan allí noventa y cuatro personas, casi todas hijas o nietas de los primeros pescadores. Un \
puesto pasa de padres a hijos, aunque la ley del puerto no obliga a ello. ¿Qué será del mercado cuando \
los jóvenes se marchen a la capital? La asociación de vendedores pide al ayuntamiento cursos de oficio y \
alquileres más bajos.
El ayuntamiento contesta que los alquileres no han subido desde 2015 y que los cursos empezarán en \
otoño. Algunos vendedores prefieren esperar; otros ya buscan compradores para sus puestos. El mercado, \
mientras tanto, sigue abriendo a las seis. Quien quiera verlo lleno tiene que madrugar y no temer al \
frío.
"""

RAILWAY = """\
The valley had no railway until 1874, and its farmers carried their wool to the coast by mule. When the \
first train arrived, the schoolmaster closed the school so that every child could see it. The company \
had laid the track in eleven months, with four hundred workers and a single crane.
Not everyone was pleased with the new line. The carters lost their trade within a year, and several of \
them moved to the coast. "A train feeds ten men and starves a hundred," wrote the carter Amos Reed in a \
letter to the county paper.
The company answered him with figures: freight had become three times cheaper, and the price of bread \
had fallen by a fifth. Bread was indeed cheaper, but the wages of the mill fell too. In the winter of \
1881 the mill workers stopped working for nine weeks.
The line was closed in 1962, because lorries had taken its freight and buses its passengers. The rails \
were sold for scrap, and the station became a library. Today the old track is a path for walkers, and \
the valley lives on their visits. Each June the village plays the arrival of the first train again. The \
schoolmaster of today still closes the school for it.
"""
