import type { Lexicon } from './cue.ts';

/** Spanish. */
export const es: Lexicon = {
  safety: `
    humo, fuego, incendio, en llamas, se quema, se quemo, quemado, quemadura*, me queme, se incendio, chispas, explot*, explosion, derretido,
    sobrecalent*, olor a gas, huele a gas, fuga de gas, monoxido, descarga electrica, me dio una descarga, calambre, alergi*, anafila*,
    no puede respirar, no puedo respirar, intoxic*, envenen*, vomitando, herido, herida, heridos, heridas, hospital, urgencias, ambulancia, sangr*,
    inconsciente, desmay*, vidrio en, cristal en, cristales en, metal en, frenos, peligroso, peligro, encerrado, encerrada, encerrados, atrapado,
    atrapada, atrapados, medicamento equivocado, dosis equivocada, medicina equivocada`,
  fraud: `
    fraude, estafa, estafado, estafada, estafadores, me han hackeado|robado|estafado|clonado, hackearon, hackeado, robaron, robado, cargos que no,
    no reconozco, no he hecho yo, suplantacion, phishing, vaciando|vaciado, sin mi autorizacion|permiso|consentimiento`,
  stranded: `
    varado, varada, varados, varadas, tirado en, tirada en, tirados en, tiradas en, nos han dejado tirados, me han dejado tirado|tirada, atrapado en,
    atrapados en, perdi mi vuelo|conexion|tren, perdido el vuelo|tren|enlace, perdimos el vuelo|tren|la, vuelo cancelado,
    cancelaron mi|el|nuestro vuelo, me cancelaron, no puedo volver, sin hotel, ultimo tren, ultimo autobus, en el aeropuerto, en la estacion,
    en la calle, en la carretera, fuera de casa`,
  money: `
    reembolso, reembols*, devolucion, devuelvan, devolver mi|el dinero, me cobraron, habeis cobrado, han cobrado, me han cobrado, me cobran, cobrado, cobraron, cobro doble,
    doble cargo, cobrado dos veces, cobraron dos veces, dos veces, dos cargos, mi dinero, el dinero, cargo, cargos, factura, nomina, sueldo,
    transferencia, cuenta bloqueada|congelada, tarjeta bloqueada|rechazada, comision, comisiones`,
  amount: '# €, # euros, # pesos, $ #',
  outage: `
    averia, caido, caida, caidos, se cayo, no hay servicio|internet|luz|agua|senal|sistema|conexion, sin internet, sin servicio, sin cobertura,
    sin senal, sin luz, sin agua, sin gas, sin calefaccion, sin conexion, sin telefono, sin datos, sin linea, apagon, corte de luz, no puedo entrar,
    no puedo acceder, no puedo iniciar, no me deja entrar, fuera de servicio, no funciona nada`,
  deadline: `
    hoy, esta noche, esta tarde, manana, hoy mismo, para manana, antes de las, antes de manana, en # horas|minutos|hora, a las #, urgente, urgencia,
    urgentemente, emergencia, cuanto antes, ahora mismo, ya mismo, inmediat*, boda, funeral, entierro, examen, entrevista, cirugia, operacion, vence,
    caduca, plazo, ultimo dia`,
  escalation: `
    abogado, abogada, abogados, demanda, demandar, demandare, denuncia, denunciar, denunciare, acciones legales, juzgado, tribunal,
    organizacion de consumidores, ocu, facua, profeco, sernac, indecopi, defensa del consumidor, oficina del consumidor, consumo,
    hoja de reclamaciones, reclamacion formal, periodista, prensa, periodico, television, policia, boicot, regulador, banco de espana`,
  vulnerable: `
    bebe, bebes, recien nacido, # meses, # anos, silla de ruedas, discapacitad*, discapacidad, embarazada, mi abuela, mi abuelo, mi madre, mi padre,
    mayor de, mayores, insulina, diabetic*, dialisis, oxigeno, medicacion, medicamento*, enferm*`,
  waiting: `
    esperando, espero, esperar, llevo # dias|horas|semanas|meses|minutos, llevamos # dias|horas|semanas|meses,
    llevo dias|horas|semanas|meses|una|dos|tres|mas|desde|todo|toda|esperando,
    llevamos dias|horas|semanas|meses|una|dos|tres|mas|desde|todo|toda|esperando, hace # dias|semanas|meses|horas,
    hace una|dos|tres|un|dias|semanas|meses, desde hace, desde ayer|el|lunes|martes|miercoles|jueves|viernes|sabado|domingo|las|enero, todavia no,
    aun no, sigo sin, seguimos sin, sigue sin, no ha llegado, no me ha llegado, no llega, no llego, no han entregado,
    nadie responde|contesta|me|atiende|sabe|da|ayuda|coge, no responden, no contestan, no me responden|contestan, sin respuesta|noticias|solucion,
    ni una respuesta, me ignoran, retraso, retrasado, tarde, demora, donde esta|estan, cuando llega|llegara|van|me|estara|sale|funcionara,
    por tercera|segunda|cuarta vez, en espera, horas de espera, cola, me cuelgan, pasan de`,
  failing: `
    no funciona, no funcionan, no funcionaba, no carga, no abre, no enciende, no sirve, no me deja, no deja, no puedo, no podemos, no va, no anda,
    no se puede, no conecta, no reconoce, no aparece, no responde, falla, fallo, fallando, fallos, error, errores, se cierra, se cuelga, se congela,
    se traba, se corta, se rompio, roto, rota, rotos, danado, danada, defectuos*, averiado, averiada, estropead*, problema, problemas, lento, lenta,
    lentisim*, gotea, desaparec*, rechazado, rechazada`,
  wrong: `
    equivocado, equivocada, equivocados, incorrecto, incorrecta, otro producto, no es lo que, danado, vencido, caducado, caducada, podrido, moho,
    frio, fria, sucio, sucia, asqueros*, pelo en, falta, faltan, faltaba, incompleto, perdieron mi, perdido mi|mis|la|las, maletas, maleta perdida,
    cancelado, cancelaron, maleducad*, groser*, mala educacion, mintieron, mentira, enganoso, publicidad enganosa, mal estado, mala calidad`,
  expected: `
    prometieron, prometido, me dijeron, nos dijeron, deberia, deberian haber, se suponia, supuestamente, pague, pagamos, pagando, otra vez, de nuevo,
    siempre lo mismo, cada vez, todos los dias, siempre, ya van`,
  anger: `
    verguenza, vergonzos*, pesimo, pesima, malisimo, malisima, horrible, fatal, desastre, indignante, indignad*, inaceptable, lamentable, ridicul*,
    asco, mierda, enojad*, enfadad*, decepcion*, peor, terrible, basura, inutiles, tomadura de pelo, robo, ladrones, sinverguenzas, increible,
    nunca mas, harto, harta, hartos`,
  leaving: `
    darme de baja, dar de baja, doy de baja, me cambio, me voy, cambiarme a|de, cancelar mi|el|la, nunca mas, no vuelvo, no volvere, ultima vez,
    pierden un cliente, perdieron un cliente, competencia`,
  address: `
    ustedes, vosotros, su app|pagina|servicio|web|tienda|personal|atencion|aplicacion, vuestra, vuestro, vuestros, hola, buenas, buenos dias,
    buenas tardes, buenas noches, estimados, por favor, porfa, podeis, pueden, podrian, podriais, puede, podria, teneis, tienen, sois, estan, quiero,
    quisiera, me gustaria`,
  selfTold: `
    mi, mis, me, nos, nuestro, nuestra, hemos, tengo, tenemos, estoy, estamos, compre, pedi, pague, llame, recibi, necesito, soy`,
  helpAsk: `
    ayuda, ayudan, ayuden, ayudarme, ayudeme, ayudenme, necesito ayuda, me ayudan, me pueden, me puede, me podrian, me podeis, alguien me,
    alguien puede, alguien sabe, como puedo, como hago, que hago, que puedo, que debo, a quien, donde puedo, favor de,
    por favor respond*|ayud*|revis*|contest*|llam*, contactarme, contacten, contactar, contacto, llamenme, escribanme, por dm, por privado, mande dm,
    envie dm, mensaje privado, numero de pedido, numero de caso`,
  questionWord: `
    como, cuando, donde, cual, cuales, quien, que, por que, porque no, cuanto, cuanta, cuantos, hay, se puede, puedo, es posible, alguien sabe,
    sabeis, saben, tienen, teneis`,
  rhetorical: `
    en serio, es en serio, es broma, que les pasa, hasta cuando, no les da verguenza, quien dijo, a quien se le ocurre, para que`,
  praise: `
    gracias por, muchas gracias, excelente, genial, encanta, me encanta, encanto, buenisimo, buenisima, perfecto, perfecta, increible servicio,
    maravill*, fantastic*, rapido, rapidisimo, amable, amables, atentos, recomend*, lo mejor, la mejor, el mejor, mejores, felicidades,
    felicitaciones, enhorabuena, contento, contenta, feliz con, rico, riquisimo, delicioso, un diez, chapo`,
  solved: `
    ya funciona, ya esta, ya me lo, ya llego, solucionado, resuelto, resolvieron, arreglado, gracias por la ayuda|respuesta|rapida|pronta|atencion,
    todo bien, todo perfecto, ya quedo, listo gracias, funciono, me sirvio, ya lo encontre`,
  suggestion: `
    estaria bien|genial|bueno, seria bueno|genial|ideal|util|bonito|mejor, podrian poner|agregar|anadir|hacer|incluir|poner|traer,
    podriais poner|anadir|hacer|incluir|traer, deberian poner|agregar|anadir|hacer|incluir|tener|permitir, deberiais, sugerencia, sugiero, propongo,
    idea, ojala pongan|agreguen|anadan|hubiera|vuelvan, por que no ponen|hacen|agregan|poneis|haceis, pongan, agreguen, anadan, vuelvan a,
    traigan de vuelta, falta una opcion`,
  purchase: `
    donde puedo comprar|conseguir|encontrar, donde compro|venden, donde lo venden, cuanto cuesta|vale|cuestan|sale, que precio, precio de|del|por,
    quiero comprar|pedir|contratar|reservar, quisiera comprar|pedir|contratar|reservar, me interesa, interesado en, interesada en, disponible,
    disponibles, en stock, tienen stock, hacen envios, envian a, envios a, entregan en, reservar, preventa, pensando en comprar|cambiar|contratar,
    contratar, codigo de descuento, presupuesto, cotizacion`,
  spam: `
    sorteo, sorteamos, gana, ganar, gratis, premio, siguenos, sigueme, sigue a, comenta, comparte, etiqueta a, haz clic, enlace en, link en,
    descuento, descuentos, oferta, promocion, aprovecha, compra ya, compra ahora, solo hoy, ganar dinero, gana dinero, desde casa, inversion,
    invierte, bitcoin, cripto, criptomonedas, casino, apuestas, prestamo, prestamos, credito, whatsapp, telegram, seguidores, bajar de peso, adelgaza*`,
  news: `
    segun, anuncia, anuncio, informa, reporta, acciones, bolsa, millones, mil millones, ganancias, beneficios, ventas, gobierno, ministro, ministra,
    presidente, congreso, policia, huelga, sindicato, estudio, encuesta, juez, juicio, investigacion, multa de, miles de, ultima hora, afectados,
    en vivo, noticias, opinion`,
  fiction: `
    pelicula, serie, capitulo, temporada, novela, libro, personaje, juego, partido, equipo, gol, liga, futbol, cancion, concierto, sueno, sone,
    trailer, videojuego`,
  chatter: `
    jaja*, jeje*, lol, buenos dias a todos, feliz cumple*, felices fiestas, feliz navidad|ano|lunes|viernes|domingo, mi novio, mi novia, amiga,
    amigo, amor, te quiero, te amo, escuela, universidad, tarea, cafe, viernes, finde, dios`,
  hypothetical: `
    si fuera, si tuviera, si yo, imagina, imaginen, imaginate, como si, ojala, cuando era, hace anos, en mi epoca, algun dia, supongamos,
    recuerdo cuando`,
  company: `
    buscamos, estamos contratando, unete, nuestro equipo, nuestra nueva, nuestro nuevo, nuestras tiendas, visitanos, te esperamos, lamentamos,
    sentimos, disculpa las molestias, disculpe las molestias, gracias por contactar*|escribir*|tu paciencia|su paciencia, escribenos, envianos,
    por mensaje directo, estamos trabajando, trabajamos para`,
  sarcasm: `
    gracias por nada, que bien, que bonito, muy bien eh, felicidades por, enhorabuena por, bravo, un aplauso, como siempre, que sorpresa,
    que maravilla, vaya servicio, menudo servicio, gran servicio, excelente servicio, me encanta que|cuando|esperar, genial otra, genial ahora`,
  thing: `
    pedido, paquete, envio, entrega, cuenta, factura, contrato, reserva, vuelo, tren, cita, atencion al cliente, servicio al cliente, servicio,
    soporte, tienda, app, aplicacion, pagina, web, tarjeta, contrasena, clave, codigo, cupon, vale, garantia, tecnico, repartidor, router, equipo,
    cargador, bateria, pantalla, tarifa, plan, suscripcion, maleta, habitacion`,
};
